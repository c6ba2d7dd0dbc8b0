// Nothing: the precompiled headers of the tests need a target, and it a file.
