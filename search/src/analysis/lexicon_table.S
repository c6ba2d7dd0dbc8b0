/* The compiled lexicon, read-only and mapped with the binary. */
    .section .rodata.vigie_lexicon, "a", %progbits
    .balign 64
    .globl vigie_lexicon_table
    .hidden vigie_lexicon_table
    .type vigie_lexicon_table, %object
vigie_lexicon_table:
    .incbin VIGIE_LEXICON_TABLE
    .size vigie_lexicon_table, . - vigie_lexicon_table
    .section .note.GNU-stack, "", %progbits
