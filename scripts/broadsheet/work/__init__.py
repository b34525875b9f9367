"""What carries the work: processes, and what each of them does."""
