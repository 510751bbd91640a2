# To be sourced: runs named steps, says how long each took, and prints all of them at the end.

step_names=()
step_seconds=()

# step NAME COMMAND [ARGUMENTS]: a step that fails ends the script, after the table.
step() {
  local name=$1 began=$SECONDS status=0
  shift
  printf '\n== %s\n' "$name"
  "$@" || status=$?
  step_names+=("$name")
  step_seconds+=($((SECONDS - began)))
  if ((status)); then
    printf '\nFAILED: %s (exit status %d)\n' "$name" "$status" >&2
    print_steps
    exit 1
  fi
}

print_steps() {
  local i total=0
  printf '\n%-44s %8s\n' step seconds
  for i in "${!step_names[@]}"; do
    printf '%-44s %8d\n' "${step_names[i]}" "${step_seconds[i]}"
    total=$((total + step_seconds[i]))
  done
  printf '%-44s %8d\n' total "$total"
}
