#include "indexer/warc_source.h"

#include <algorithm>
#include <utility>

#include "indexer/ascii_text.h"
#include "indexer/charset.h"
#include "indexer/http_response.h"
#include "indexer/open_source.h"

namespace vigie::indexer {
namespace {

constexpr size_t kBufferBytes = 1U << 16;
constexpr size_t kMaxHeaderBytes = 1U << 16;

Status BadWarc(std::string message) {
  return Status(StatusCode::kInvalidArgument, std::move(message), "BAD_WARC");
}

// Lines and blocks of the unpacked file.
class RecordInput {
 public:
  explicit RecordInput(std::unique_ptr<ByteInput> bytes)
      : bytes_(std::move(bytes)) {}

  // Without its end; false at the end of the file. Longer ones are cut.
  bool ReadLine(std::string* line) {
    line->clear();
    for (;;) {
      if (position_ == buffer_.size() && !Fill()) return !line->empty();
      const size_t feed = buffer_.find('\n', position_);
      const size_t end = std::min(feed, buffer_.size());
      if (line->size() < kMaxHeaderBytes) {
        line->append(buffer_, position_, end - position_);
      }
      position_ = end;
      if (feed == std::string::npos) continue;
      ++position_;
      if (!line->empty() && line->back() == '\r') line->pop_back();
      return true;
    }
  }

  // Appends up to `size` bytes to `*block`, or only passes them when null;
  // returns how many there were.
  uint64_t ReadBlock(uint64_t size, std::string* block) {
    uint64_t done = 0;
    while (done < size && (position_ < buffer_.size() || Fill())) {
      const auto step = static_cast<size_t>(
          std::min<uint64_t>(size - done, buffer_.size() - position_));
      if (block != nullptr) block->append(buffer_, position_, step);
      position_ += step;
      done += step;
    }
    return done;
  }

  uint64_t offset() const { return before_ + position_; }
  uint64_t consumed() const { return bytes_->consumed(); }
  const Status& status() const { return bytes_->status(); }

 private:
  bool Fill() {
    before_ += buffer_.size();
    buffer_.resize(kBufferBytes);
    buffer_.resize(bytes_->Read(buffer_.data(), buffer_.size()));
    position_ = 0;
    return !buffer_.empty();
  }

  const std::unique_ptr<ByteInput> bytes_;
  std::string buffer_;
  size_t position_ = 0;  // in the buffer
  uint64_t before_ = 0;  // bytes of the file before the buffer
};

struct WarcRecord {
  uint64_t offset = 0;
  Headers headers;
  std::string block;
  bool too_large = false;
};

bool IsWarcLine(std::string_view line) { return StartsWith(line, "WARC/"); }

// "<https://x.example/>", as WARC 1.0 had it, or without brackets.
std::string TargetOf(const Headers& headers) {
  std::string target = HeaderOf(headers, "warc-target-uri");
  if (!target.empty() && target.front() == '<') target.erase(0, 1);
  if (!target.empty() && target.back() == '>') target.pop_back();
  return target;
}

class WarcSource : public ArticleSource {
 public:
  WarcSource(SourceInput input, SourceOptions options, uint32_t depth)
      : name_(std::move(input.name)),
        id_(std::move(input.id)),
        options_(std::move(options)),
        depth_(depth),
        input_(std::move(input.bytes)) {}

  std::optional<SourceItem> Next() override {
    for (;;) {
      if (page_ != nullptr) {
        if (std::optional<SourceItem> item = page_->Next()) {
          item->place.byte = page_offset_;
          return item;
        }
        page_.reset();
      }
      if (done_) return std::nullopt;
      WarcRecord record;
      const Status status = ReadRecord(&record);
      if (!status.ok()) return Rejected(record.offset, status);
      if (done_) continue;
      if (std::optional<SourceItem> item = OpenRecord(std::move(record))) {
        return item;
      }
    }
  }
  uint64_t bytes_read() const override { return input_.consumed(); }
  const Counts& passed_over() const override { return passed_over_; }

 private:
  SourceItem Rejected(uint64_t offset, Status status) const {
    SourceItem item;
    item.place.file = name_;
    item.place.byte = offset;
    item.rejection = std::move(status);
    return item;
  }

  // At the end sets done_. A gap between records is said once.
  Status ReadRecord(WarcRecord* record) {
    std::string line;
    for (;;) {
      record->offset = input_.offset();
      if (!input_.ReadLine(&line)) {
        done_ = true;
        return input_.status();
      }
      if (IsWarcLine(line)) break;
      if (resynchronising_ || TrimAscii(line).empty()) continue;
      resynchronising_ = true;
      return BadWarc("a record is expected here");
    }
    resynchronising_ = false;
    while (input_.ReadLine(&line) && !line.empty()) {
      AddHeader(line, &record->headers);
    }
    return ReadBlock(record);
  }

  Status ReadBlock(WarcRecord* record) {
    const std::string length = HeaderOf(record->headers, "content-length");
    if (length.empty() || length.size() > 15 ||
        length.find_first_not_of("0123456789") != std::string::npos) {
      resynchronising_ = true;
      return BadWarc("no Content-Length");
    }
    const uint64_t size = std::stoull(length);
    record->too_large = size > kMaxWarcBlockBytes;
    const uint64_t read =
        input_.ReadBlock(size, record->too_large ? nullptr : &record->block);
    if (read == size) return OkStatus();
    done_ = true;
    if (!input_.status().ok()) return input_.status();
    return BadWarc("the record ends after " + std::to_string(read) + " of " +
                   std::to_string(size) + " bytes");
  }

  std::optional<SourceItem> OpenRecord(WarcRecord record) {
    const std::string type = LowerAscii(HeaderOf(record.headers, "warc-type"));
    if (type != "response" && type != "resource" && type != "conversion") {
      ++passed_over_["WARC " + (IsKnownType(type) ? type : "other record")];
      return std::nullopt;
    }
    if (record.too_large) {
      ++passed_over_["WARC record of more than 9 MiB"];
      return std::nullopt;
    }
    HttpResponse response;
    if (type == "response") {
      Result<HttpResponse> parsed = ParseHttpResponse(record.block);
      if (!parsed.ok()) return Rejected(record.offset, parsed.status());
      response = *std::move(parsed);
      if (response.status != 200) {
        ++passed_over_["WARC response other than 200"];
        return std::nullopt;
      }
    } else {
      response.headers = record.headers;
      response.body = std::move(record.block);
    }
    OpenBody(std::move(response), record, type == "conversion");
    return std::nullopt;
  }

  static bool IsKnownType(const std::string& type) {
    return type == "revisit" || type == "request" || type == "warcinfo" ||
           type == "metadata" || type == "continuation";
  }

  void OpenBody(HttpResponse response, const WarcRecord& record, bool text) {
    const std::string media = HeaderOf(response.headers, "content-type");
    std::optional<InputFormat> format =
        FormatOf(std::string_view(response.body).substr(0, kSniffBytes), "");
    if (!format && StartsWith(LowerAscii(media), "text/html")) {
      format = InputFormat::kHtml;
    }
    if (!format && text) format = InputFormat::kText;
    const bool packed = format == InputFormat::kArchive;
    const bool encoded =
        !HeaderOf(response.headers, "content-encoding").empty();
    if (!format || format == InputFormat::kWarc || (packed && !encoded)) {
      ++passed_over_["WARC record that is no page"];
      return;
    }
    SourceInput input;
    input.name = name_;
    input.url = TargetOf(record.headers);
    input.id = id_ + "#" + std::to_string(record.offset);
    input.charset = CharsetOfMediaType(media);
    input.bytes = OpenMemory(std::move(response.body));
    page_offset_ = record.offset;
    page_ = MakeSource(*format, std::move(input), options_, depth_ + 1);
  }

  const std::string name_;
  const std::string id_;
  const SourceOptions options_;
  const uint32_t depth_;
  RecordInput input_;
  bool done_ = false;
  bool resynchronising_ = false;  // said once per gap
  std::unique_ptr<ArticleSource> page_;
  uint64_t page_offset_ = 0;
  Counts passed_over_;
};

}  // namespace

std::unique_ptr<ArticleSource> MakeWarcSource(SourceInput input,
                                              const SourceOptions& options,
                                              uint32_t depth) {
  return std::make_unique<WarcSource>(std::move(input), options, depth);
}

}  // namespace vigie::indexer
