/* signed_blob.c - a blob that came over the air: only that of the right sender gets to run.
 *
 *     openssl genpkey -algorithm ed25519 -out private.pem                             once, stays with the sender
 *     openssl pkey -in private.pem -pubout -outform DER | tail -c 32 >public.key      once, built into the device
 *     openssl pkeyutl -sign -rawin -inkey private.pem -in model.blob -out model.sig   for each blob
 *     signed_blob public.key model.sig model.blob
 *
 * The checksum in a blob finds accidents. Against a forger the blob needs a signature, here Ed25519 by libsodium; the
 * library itself knows no cryptography. The order matters: the whole blob lies in memory, is verified there, and the
 * same bytes are then used; nothing reads it before, and nothing loads it a second time.
 *
 *     cc -I include signed_blob.c -lanomaly_rt -lsodium
 *
 * Exit codes: 0 the blob is genuine and its self-test passes; 1 it is not; 2 wrong usage or a file that cannot be read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "load_file.h"

#include <sodium.h>

/* The bytes of a file, which must be `expected` of them. Returns NULL after an error sentence. */
static unsigned char *load_exactly(const char *path, size_t expected, const char *what) {
  size_t bytes = 0;
  unsigned char *contents = (unsigned char *)load_file(path, &bytes);
  if (contents != NULL && bytes != expected) {
    fprintf(stderr, "%s: expected %zu bytes, %s; found %zu\n", path, expected, what, bytes);
    free(contents);
    contents = NULL;
  }
  return contents;
}

int main(int argc, char **argv) {
  unsigned char *key, *signature;
  void *blob;
  size_t blob_bytes = 0;
  int32_t code;
  anomaly_info info;
  anomaly_session *session;

  if (argc != 4) {
    fprintf(stderr, "usage: signed_blob PUBLIC_KEY SIGNATURE BLOB\n");
    return 2;
  }
  if (sodium_init() < 0) {
    fprintf(stderr, "libsodium does not start\n");
    return 2;
  }
  key = load_exactly(argv[1], crypto_sign_PUBLICKEYBYTES, "a raw Ed25519 public key");
  signature = key == NULL ? NULL : load_exactly(argv[2], crypto_sign_BYTES, "a raw Ed25519 signature");
  blob = signature == NULL ? NULL : load_file(argv[3], &blob_bytes);
  if (blob == NULL) return 2;

  if (crypto_sign_verify_detached(signature, (const unsigned char *)blob, blob_bytes, key) != 0) {
    fprintf(stderr, "%s is refused: the signature is not one of this key over these bytes\n", argv[3]);
    return 1;
  }

  /* From here on everything is as with any blob. */
  code = anomaly_inspect(blob, blob_bytes, &info);
  if (code == ANOMALY_OK) {
    session = (anomaly_session *)aligned_memory(info.session_bytes);
    code = anomaly_init(session, info.session_bytes, blob, blob_bytes);
    if (code == ANOMALY_OK) code = anomaly_self_test(session);
    free(session);
  }
  if (code != ANOMALY_OK) {
    fprintf(stderr, "%s: %s\n", argv[3], anomaly_error_string(code));
    return 1;
  }
  printf("genuine: %lu columns, windows of %lu, self-test passed\n", (unsigned long)info.columns,
         (unsigned long)info.window);
  free(blob);
  free(signature);
  free(key);
  return 0;
}
