// Appends JSON to a string, without building a tree of it first.
#ifndef VIGIE_JSON_WRITER_H_
#define VIGIE_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::json {

// Members and elements are parted by the last character written: after an
// opening bracket or a colon none is needed. Names are written as they are.
// Thread-compatible.
class Writer {
 public:
  // Members of the object that is open.
  void Text(const char* name, std::string_view value) {
    Name(name);
    PutText(value);
  }
  void Texts(const char* name, const std::vector<std::string>& values);
  void Flag(const char* name, bool value);
  void Count(const char* name, uint64_t value);
  // The shortest digits that read as the same double, or float.
  void Real(const char* name, double value);
  void Real(const char* name, float value);
  // By the Put(Writer*, const Value&) of the value's type.
  template <typename Any>
  void Value(const char* name, const Any& value) {
    Name(name);
    Put(this, value);
  }
  template <typename Element>
  void List(const char* name, const std::vector<Element>& values) {
    Name(name);
    out_ += '[';
    for (const auto& value : values) Put(this, value);
    out_ += ']';
  }
  template <typename Body>
  void Object(const char* name, const Body& body) {
    Name(name);
    Object(body);
  }

  // An object as element, or as the whole; `body` writes its members.
  template <typename Body>
  void Object(const Body& body) {
    Separate();
    out_ += '{';
    body();
    out_ += '}';
  }

  std::string Take() { return std::move(out_); }

 private:
  void Separate();
  void Name(const char* name);
  void PutText(std::string_view value);
  template <typename Number>
  void PutReal(Number value);

  std::string out_;
};

}  // namespace vigie::json

#endif  // VIGIE_JSON_WRITER_H_
