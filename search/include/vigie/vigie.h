// Everything an embedder needs.
#ifndef VIGIE_VIGIE_H_
#define VIGIE_VIGIE_H_

#include "vigie/article.h"
#include "vigie/byte_range.h"
#include "vigie/completeness.h"
#include "vigie/encoding.h"
#include "vigie/entities.h"
#include "vigie/exploration.h"
#include "vigie/export.h"
#include "vigie/facet.h"
#include "vigie/index_options.h"
#include "vigie/index_writer.h"
#include "vigie/live_writer.h"
#include "vigie/maintenance.h"
#include "vigie/mention.h"
#include "vigie/query_fault.h"
#include "vigie/search.h"
#include "vigie/snapshot.h"
#include "vigie/status.h"
#include "vigie/time.h"
#include "vigie/version.h"

#endif  // VIGIE_VIGIE_H_
