// Symbol visibility of the shared library.
#ifndef VIGIE_EXPORT_H_
#define VIGIE_EXPORT_H_

#define VIGIE_API [[gnu::visibility("default")]]

#endif  // VIGIE_EXPORT_H_
