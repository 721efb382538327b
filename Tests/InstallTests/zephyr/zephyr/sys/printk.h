/* What the sample takes from Zephyr's printk.h. */
#include <stdio.h>
#define printk printf
