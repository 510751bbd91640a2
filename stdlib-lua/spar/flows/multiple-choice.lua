-- Multiple choice: one best answer among options that are wrong for a reason.
return flow { skill = "multiple-choice" }
