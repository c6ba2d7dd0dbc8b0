/* The shipped model of names, byte for byte, between two symbols. */
        .section .rodata.vigie_name_model, "a", %progbits
        .balign 64
        .global kVigieNameModelBegin
        .hidden kVigieNameModelBegin
        .global kVigieNameModelEnd
        .hidden kVigieNameModelEnd
kVigieNameModelBegin:
        .incbin VIGIE_NAME_MODEL_FILE
kVigieNameModelEnd:
        .byte 0
        .section .note.GNU-stack, "", %progbits
