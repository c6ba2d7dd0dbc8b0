// How the load reaches a server.
#ifndef BENCH_LOAD_SHARED_CHANNEL_H_
#define BENCH_LOAD_SHARED_CHANNEL_H_

#include <cstdint>
#include <functional>
#include <memory>

#include "channel/secure_channel.h"

namespace vigie::bench {

using SharedChannel = std::shared_ptr<const channel::SecureChannel>;

// A channel with a connection of its own; gRPC shares those of equal channels.
using ChannelMaker = std::function<SharedChannel(uint32_t connection)>;

}  // namespace vigie::bench

#endif  // BENCH_LOAD_SHARED_CHANNEL_H_
