/* What the sample takes from Zephyr's kernel.h. */
#include <stdint.h>
static inline int32_t k_msleep(int32_t milliseconds) { return milliseconds - milliseconds; }
