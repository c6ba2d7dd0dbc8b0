// Tokens as the program makes them.
#ifndef VIGIE_TESTS_SERVER_NEW_TOKEN_H_
#define VIGIE_TESTS_SERVER_NEW_TOKEN_H_

#include <cstdio>
#include <string>

namespace vigie {

// What `vigie-server WORDS` prints.
inline std::string Output(const std::string& words) {
  const std::string command =
      std::string("'") + VIGIE_SERVER_PROGRAM + "' " + words + " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");  // NOLINT: words of this file
  std::string text;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) {
    text += static_cast<char>(c);
  }
  pclose(pipe);
  return text;
}

inline std::string NewToken(const std::string& file, const std::string& words) {
  std::string token = Output("token " + words + " --tokens " + file);
  token.pop_back();
  return token;
}

}  // namespace vigie

#endif  // VIGIE_TESTS_SERVER_NEW_TOKEN_H_
