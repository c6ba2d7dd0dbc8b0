# Sourced by demo.sh: the questions of the demonstration and what must come
# back, on the articles of samples/.

# A name behind an elision is found, and the name alone is marked.
ask elision search OpenAI
expect elision '^7 articles' 1
expect elision 'actionnaire d’\[OpenAI\]' 1

# Every mention of a company or of a concept, whatever the words.
ask chip_ip mentions 'Broadcom OU concept:"chip IP"'
expect chip_ip 'brevets sur les processeurs\]' 2
expect chip_ip 'PI liée aux semi-conducteurs\]' 1
expect chip_ip 'organisation Broadcom' 5

# Case, plural and hyphen make no difference.
ask hyphen search semiconducteur -n 3
expect hyphen '\[semi-conducteurs\]' 3
expect hyphen '\[semi conducteurs\]' 1

# A family name counts once the full name has been given.
ask person mentions 'entity:"Sam Altman"'
expect person 'personne Sam Altman' 4

# Facet counts are exact: clicking one gives as many hits.
ask facets facets Microsoft --by organization,month --top 5
ask click search Microsoft --filter organization=org/openai -n 1 --passages 0
counted=$(sed -n 's/^ *\([0-9]*\) .*  org\/openai .*/\1/p' "$demo/facets.out")
expect click "^$counted articles" 1

# For programs: one JSON object per mention.
ask json mentions 'entity:"Azure OpenAI"' --format ndjson
expect json '"surface":"Azure OpenAI"' 3
