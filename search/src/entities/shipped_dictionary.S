/* The shipped dictionary, byte for byte, between two symbols. */
        .section .rodata
        .global vigie_shipped_dictionary_begin
        .hidden vigie_shipped_dictionary_begin
        .global vigie_shipped_dictionary_end
        .hidden vigie_shipped_dictionary_end
vigie_shipped_dictionary_begin:
        .incbin VIGIE_DICTIONARY_FILE
vigie_shipped_dictionary_end:
        .byte 0
        .section .note.GNU-stack, "", %progbits
