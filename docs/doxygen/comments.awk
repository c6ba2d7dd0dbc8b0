# Makes the headers' comments Doxygen's: a comment that has a line of its own
# documents what follows it, one behind code documents that code, and so do the
# lines right below that begin in the same column.
{
  column = match($0, /\/\/( |$)/)
  code = column > 0 ? substr($0, 1, column - 1) : $0
  if (column == 0) {
    trailing = 0
    print
    next
  }
  behind = code ~ /[^ ]/
  if (behind) trailing = column
  same = behind || column == trailing
  if (!same) trailing = 0
  print code (same ? "///<" : "///") substr($0, column + 2)
}
