# To be sourced: runs named steps, says how long each took, and prints all of them at the end.

step_names=()
step_seconds=()
step_failures=0
# A step that fails may write into this file what has to be read; a script that runs another shares it.
export step_remarks=${step_remarks:-$(mktemp)}

# step NAME COMMAND [ARGUMENTS]: what follows needs it, so a failure ends the script, after the table.
step() {
  run_step "$@" || finish_steps
}

# gate NAME COMMAND [ARGUMENTS]: nothing that follows needs it, so a failure is remembered and the script goes on.
gate() {
  run_step "$@" || true
}

run_step() {
  local name=$1 began=$SECONDS status=0
  shift
  printf '\n== %s\n' "$name"
  "$@" || status=$?
  step_seconds+=($((SECONDS - began)))
  if ((status)); then
    step_failures=$((step_failures + 1))
    printf 'FAILED with exit status %d: %s\n' "$status" "$name" >&2
    name="FAILED $name"
  fi
  step_names+=("$name")
  return "$status"
}

# Prints the table and ends the script: with 1 where anything failed.
finish_steps() {
  local i total=0
  printf '\n%8s  %s\n' seconds step
  for i in "${!step_names[@]}"; do
    printf '%8d  %s\n' "${step_seconds[i]}" "${step_names[i]}"
    total=$((total + step_seconds[i]))
  done
  printf '%8d  in all\n' "$total"
  if ((step_failures)) && [[ -s "$step_remarks" ]]; then
    printf '\nWhat failed:\n'
    cat "$step_remarks"
  fi
  exit $((step_failures > 0))
}
