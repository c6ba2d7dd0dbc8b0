/* The shipped dictionary, byte for byte, between two symbols. */
        .section .rodata
        .global kVigieShippedDictionaryBegin
        .hidden kVigieShippedDictionaryBegin
        .global kVigieShippedDictionaryEnd
        .hidden kVigieShippedDictionaryEnd
kVigieShippedDictionaryBegin:
        .incbin VIGIE_DICTIONARY_FILE
kVigieShippedDictionaryEnd:
        .byte 0
        .section .note.GNU-stack, "", %progbits
