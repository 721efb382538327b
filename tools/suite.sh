# suite.sh - sourced by a shell test suite: counts checks and prints one line for each.
#
#   check SENTENCE COMMAND...              passes when the command succeeds; its output is shown when it does not
#   rejects CODE SENTENCE COMMAND...       succeeds when the command ends with CODE and its only line on standard error
#                                          holds SENTENCE
#   finish                                 the closing line; fails when a check failed or none was made
passed=0
failed=0

check() {
  local sentence=$1 output
  shift
  if output=$("$@" 2>&1); then
    passed=$((passed + 1))
    printf 'ok    %s\n' "$sentence"
  else
    failed=$((failed + 1))
    printf 'FAIL  %s\n' "$sentence"
    printf '%s\n' "$output" | tail -n 20 | sed 's/^/      | /'
  fi
}

rejects() {
  local code=$1 sentence=$2 errors status
  shift 2
  errors=$("$@" 2>&1 >/dev/null)
  status=$?
  [ "$status" -eq "$code" ] && [[ $errors == *"$sentence"* && $errors != *$'\n'* ]] && return
  printf 'expected exit status %d and one line with: %s\n' "$code" "$sentence"
  printf 'got exit status %d and: %s\n' "$status" "$errors"
  return 1
}

finish() {
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
