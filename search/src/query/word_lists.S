/* The word lists of this room, byte for byte, each between two symbols. */
        .section .rodata
        .global kVigieAcronymsBegin
        .hidden kVigieAcronymsBegin
        .global kVigieAcronymsEnd
        .hidden kVigieAcronymsEnd
        .global kVigieWeakWordsBegin
        .hidden kVigieWeakWordsBegin
        .global kVigieWeakWordsEnd
        .hidden kVigieWeakWordsEnd
kVigieAcronymsBegin:
        .incbin VIGIE_ACRONYMS_FILE
kVigieAcronymsEnd:
        .byte 0
kVigieWeakWordsBegin:
        .incbin VIGIE_WEAK_WORDS_FILE
kVigieWeakWordsEnd:
        .byte 0
        .section .note.GNU-stack, "", %progbits
