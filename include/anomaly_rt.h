/* anomaly_rt.h - anomaly detection on a microcontroller, from one blob.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * The blob that `trainer export` writes carries everything: column names, scaler, window, model, score, thresholds.
 * The usual road:
 *
 *     anomaly_inspect    what is in the blob, and how many bytes a session needs
 *     anomaly_init       validate the blob once, set up a session in memory of yours
 *     anomaly_push       one sample at a time, or
 *     anomaly_score      one whole window at a time
 *
 * Memory   The library never allocates. A session lives in memory that you provide; there is nothing to destroy.
 *          The blob is used in place (flash, mmap, array) and must stay unchanged while a session uses it.
 * Threads  Functions on different sessions may run at the same time, also on one shared blob. One session belongs to
 *          one thread at a time. There is no global state.
 * Numbers  Samples are in physical units, in the column order of the blob. A NaN is a missing value: it is left out of
 *          the score. An infinite or absurd value saturates and gives a large score. int8 blobs give the same score,
 *          bit for bit, on every supported processor.
 * Errors   Functions return 0 or a positive value for success, a negative ANOMALY_ERROR_* otherwise. After an error the
 *          session is as it was before the call, except where noted. Every function that takes a session reports NULL,
 *          SESSION_ALIGNMENT and SESSION_INVALID for a pointer that is no session; they are not listed again below.
 */
#ifndef ANOMALY_RT_H
#define ANOMALY_RT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Version of this interface; anomaly_version() gives that of the library that is linked. */
#define ANOMALY_VERSION_MAJOR 0
#define ANOMALY_VERSION_MINOR 1
#define ANOMALY_VERSION_PATCH 0
#define ANOMALY_VERSION ((ANOMALY_VERSION_MAJOR << 16) | (ANOMALY_VERSION_MINOR << 8) | ANOMALY_VERSION_PATCH)

/* Alignment in bytes; malloc gives as much on 64-bit systems. 64 is the fastest place for a blob. */
#define ANOMALY_BLOB_ALIGNMENT 16
#define ANOMALY_SESSION_ALIGNMENT 16

/* What a function returns. */
#define ANOMALY_OK 0
#define ANOMALY_READY 1 /* anomaly_push, anomaly_step: a window was scored, *result is filled */
#define ANOMALY_DUE 2   /* anomaly_add: a window is due, anomaly_step scores it */

#define ANOMALY_ERROR_NULL (-1)
#define ANOMALY_ERROR_BLOB_ALIGNMENT (-2)
#define ANOMALY_ERROR_BLOB_SHORT (-3)
#define ANOMALY_ERROR_BLOB_MAGIC (-4)
#define ANOMALY_ERROR_BLOB_VERSION (-5)
#define ANOMALY_ERROR_BLOB_CHECKSUM (-6)
#define ANOMALY_ERROR_BLOB_HEADER (-7)
#define ANOMALY_ERROR_BLOB_SECTION (-8)
#define ANOMALY_ERROR_BLOB_COLUMN (-9)
#define ANOMALY_ERROR_BLOB_PROGRAM (-10)
#define ANOMALY_ERROR_BLOB_TENSOR (-11)
#define ANOMALY_ERROR_BLOB_SCORE (-12)
#define ANOMALY_ERROR_SESSION_SHORT (-13)
#define ANOMALY_ERROR_SESSION_ALIGNMENT (-14)
#define ANOMALY_ERROR_SESSION_INVALID (-15)
#define ANOMALY_ERROR_COUNT (-16)
#define ANOMALY_ERROR_NOTHING_SCORED (-17)
#define ANOMALY_ERROR_NO_MEMORY_LAYER (-18)
#define ANOMALY_ERROR_SAVED_SHORT (-19)
#define ANOMALY_ERROR_SAVED_CHECKSUM (-20)
#define ANOMALY_ERROR_SAVED_BLOB (-21)
#define ANOMALY_ERROR_SELF_TEST (-22)
#define ANOMALY_ERROR_THRESHOLD (-23)
#define ANOMALY_ERROR_UNFINISHED (-24)
#define ANOMALY_ERROR_NOTHING_DUE (-25)

/* anomaly_result.verdict */
#define ANOMALY_NORMAL 0
#define ANOMALY_WARN 1
#define ANOMALY_ALARM 2
#define ANOMALY_UNKNOWN 3 /* more than half of the window, or all that the model predicts, is missing */

/* anomaly_info.precision */
#define ANOMALY_PRECISION_INT8 1
#define ANOMALY_PRECISION_FP16 2
#define ANOMALY_PRECISION_FP32 3

/* A detector in memory of the caller: anomaly_info.session_bytes bytes, aligned to ANOMALY_SESSION_ALIGNMENT.
 * It holds no pointer into itself: a memcpy of it is a second, independent session on the same blob. */
typedef struct anomaly_session anomaly_session;

/* What a blob contains. */
typedef struct anomaly_info {
  uint32_t format_version;    /* major << 16 | minor */
  uint32_t blob_bytes;        /* length of the blob; bytes behind it are ignored */
  uint32_t session_bytes;     /* exact, the same on every target */
  uint32_t session_alignment; /* ANOMALY_SESSION_ALIGNMENT */
  uint32_t columns;           /* values in one sample */
  uint32_t window;            /* samples in one window */
  uint32_t stride;            /* anomaly_push scores every stride-th sample once the window is full */
  uint32_t precision;         /* ANOMALY_PRECISION_* */
  uint32_t memory_slots;      /* prototypes of a memory network, or 0 */
  uint32_t operations;        /* operations of the model, which anomaly_step counts */
  uint32_t macs;              /* multiply-accumulates a window */
  float warn;                 /* smoothed score above which the verdict is ANOMALY_WARN */
  float alarm;                /* smoothed score above which the verdict is ANOMALY_ALARM */
} anomaly_info;

/* One scored window. In a stream the verdict depends on earlier windows where the blob says so: scores are smoothed
 * (mean, exponential average, or votes), a verdict falls only below a lower threshold, and stays for some windows. */
typedef struct anomaly_result {
  float score;       /* mean squared residual in scaled units; >= 0, finite */
  float smoothed;    /* what the thresholds look at; the score itself where nothing is smoothed, and for UNKNOWN */
  float p_value;     /* share of normal windows expected to have `smoothed` this high; in (0, 1] */
  int32_t verdict;   /* ANOMALY_NORMAL, ANOMALY_WARN, ANOMALY_ALARM or ANOMALY_UNKNOWN */
  uint32_t missing;  /* values of the window that were NaN */
  uint32_t reserved; /* 0 */
  uint64_t sample;   /* samples since init or reset, this one and lost ones included; 0 from anomaly_score */
} anomaly_result;

/* The condition of a stream since init or reset. */
typedef struct anomaly_condition {
  uint64_t samples;          /* samples, lost ones (anomaly_gap) included */
  uint64_t windows;          /* windows scored, those with an unknown verdict left out */
  uint64_t missing;          /* values that were NaN */
  uint64_t saturated;        /* values beyond the range that the model can see */
  uint32_t constant_columns; /* columns without a change that the model can see over the whole window, once full */
  float mean_p_value;        /* running mean, the last 64 windows weigh most; about 0.5 normally, towards 0: drift */
} anomaly_condition;

/* The version of the linked library, comparable with ANOMALY_VERSION. */
uint32_t anomaly_version(void);

/* One English sentence for a return value of this library; never NULL. The string is static. */
const char *anomaly_error_string(int32_t code);

/* Validates the whole blob (O(bytes), no allocation) and fills *info.
 * blob: aligned to ANOMALY_BLOB_ALIGNMENT; blob_bytes: how much memory may be read.
 * Errors: NULL, BLOB_*. */
int32_t anomaly_inspect(const void *blob, size_t blob_bytes, anomaly_info *info);

/* Validates the blob and sets up a session on it.
 * session: session_bytes of memory, aligned to ANOMALY_SESSION_ALIGNMENT; the contents do not matter.
 * Errors: NULL, BLOB_*, SESSION_SHORT, SESSION_ALIGNMENT. After an error the memory is untouched. */
int32_t anomaly_init(anomaly_session *session, size_t session_bytes, const void *blob, size_t blob_bytes);

/* The name ("Pressure") and unit ("bar", may be "") of a column, UTF-8, inside the blob; NULL where there is none. */
const char *anomaly_column_name(const anomaly_session *session, uint32_t column);
const char *anomaly_column_unit(const anomaly_session *session, uint32_t column);

/* Adds one sample of `columns` values. Returns ANOMALY_READY when this sample completed a window that was due (the
 * first full window, then every stride-th sample) and *result was filled, ANOMALY_OK otherwise.
 * Errors: COUNT, UNFINISHED. */
int32_t anomaly_push(anomaly_session *session, const float *sample, size_t columns, anomaly_result *result);

/* The same for readings of a converter: physical value = scale * reading + offset, both per column from the blob. */
int32_t anomaly_push_int16(anomaly_session *session, const int16_t *sample, size_t columns, anomaly_result *result);

/* The two halves of anomaly_push, for loops that must not wait as long as a score takes.
 * anomaly_add adds a sample and scores nothing; it returns ANOMALY_DUE when a window is due, ANOMALY_OK otherwise.
 * Errors: COUNT, UNFINISHED: the window before is not scored to its end; the sample was not taken.
 * anomaly_step runs at most `operations` of the model's operations on the window that is due; it returns ANOMALY_READY
 * after the last, when *result was filled, ANOMALY_OK before. Errors: NOTHING_DUE. */
int32_t anomaly_add(anomaly_session *session, const float *sample, size_t columns);
int32_t anomaly_add_int16(anomaly_session *session, const int16_t *sample, size_t columns);
int32_t anomaly_step(anomaly_session *session, uint32_t operations, anomaly_result *result);

/* `missed` samples did not arrive (0: unknown how many): the window begins anew, smoothing forgets its scores, a window
 * that was due is given up. The verdict that stands, its hold, and what anomaly_health counts stay. Single missing
 * values, or a few samples, are better pushed as NaN. */
int32_t anomaly_gap(anomaly_session *session, uint64_t missed);

/* What the session has counted of its stream. Takes time in proportion to the window. */
int32_t anomaly_health(const anomaly_session *session, anomaly_condition *condition);

/* Scores one whole window of window * columns values, sample after sample, for itself: nothing is smoothed and no state
 * carried, although thresholds and p-values of a blob that does either are those of its streams; use anomaly_push with
 * such a blob. The stream of anomaly_push begins anew. Errors: COUNT. */
int32_t anomaly_score(anomaly_session *session, const float *window, size_t count, anomaly_result *result);
int32_t anomaly_score_int16(anomaly_session *session, const int16_t *window, size_t count, anomaly_result *result);

/* Scores a window in each of several sessions on one blob, with the results of as many calls of anomaly_score. Each
 * operation runs over all windows before the next one, so that weights are read from memory once.
 * sessions: `count` initialised sessions, each session_bytes behind the one before. windows: `count` windows, one
 * behind the other, `values` = count * window * columns values. results: `count` of them.
 * Errors: COUNT, also for no session; SESSION_INVALID also for one on a blob elsewhere. After an error all sessions are
 * as they were. */
int32_t anomaly_score_many(anomaly_session *sessions, size_t count, const float *windows, size_t values,
                           anomaly_result *results);

/* Why the last scored window got its score: each column's share, >= 0, summing to 1 (all 0 when the score is 0).
 * Valid until the session takes the next sample or window, a gap or a reset. Recomputes the last layer.
 * Errors: COUNT, NOTHING_SCORED. */
int32_t anomaly_contributions(anomaly_session *session, float *shares, size_t columns);

/* What the model expected in the last scored window, in physical units, window * columns values; NaN where the model
 * predicts nothing.
 * Valid and with errors as anomaly_contributions. */
int32_t anomaly_reconstruction(anomaly_session *session, float *values, size_t count);

/* The attention of the last scored window over the prototypes: memory_slots values in [0, 1], summing to about 1.
 * Errors: COUNT, NOTHING_SCORED, NO_MEMORY_LAYER. */
int32_t anomaly_attention(const anomaly_session *session, float *weights, size_t slots);

/* The prototypes that the last scored window resembled most: `count` slots with the greatest attention, the greatest
 * first, and the attention of each. count: at most memory_slots. Errors: as anomaly_attention. */
int32_t anomaly_prototypes(const anomaly_session *session, uint32_t *slots, float *weights, size_t count);

/* Forgets all samples, with verdict, hold and what anomaly_health counts; thresholds set by anomaly_set_thresholds
 * stay. */
int32_t anomaly_reset(anomaly_session *session);

/* Replaces the thresholds of the blob for this session: 0 <= warn <= alarm, finite.
 * Errors: THRESHOLD. */
int32_t anomaly_set_thresholds(anomaly_session *session, float warn, float alarm);

/* Writes the session as session_bytes plain bytes with a checksum, the same on every target.
 * Errors: SAVED_SHORT, UNFINISHED. */
int32_t anomaly_save(const anomaly_session *session, void *saved, size_t saved_bytes);

/* Sets up a session from what anomaly_save wrote, on the same blob. The stream goes on where it was.
 * Errors: those of anomaly_init, SAVED_SHORT, SAVED_CHECKSUM, SAVED_BLOB. After an error the memory is untouched. */
int32_t anomaly_restore(anomaly_session *session, size_t session_bytes, const void *blob, size_t blob_bytes,
                        const void *saved, size_t saved_bytes);

/* Scores the window stored in the blob and compares the score bit for bit. The session is reset.
 * Errors: SELF_TEST. */
int32_t anomaly_self_test(anomaly_session *session);

#ifdef __cplusplus
}
#endif

#endif /* ANOMALY_RT_H */
