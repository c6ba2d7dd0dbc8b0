/* The shipped open data, compiled, read-only and mapped with the library. */
        .section .rodata.vigie_gazetteer, "a", %progbits
        .balign 64
        .global kVigieShippedGazetteerBegin
        .hidden kVigieShippedGazetteerBegin
        .global kVigieShippedGazetteerEnd
        .hidden kVigieShippedGazetteerEnd
kVigieShippedGazetteerBegin:
        .incbin VIGIE_GAZETTEER_FILE
kVigieShippedGazetteerEnd:
        .byte 0
        .section .note.GNU-stack, "", %progbits
