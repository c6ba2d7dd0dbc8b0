# Sourced by demo.sh: the questions of the demonstration and what must come
# back, on the articles of samples/.
