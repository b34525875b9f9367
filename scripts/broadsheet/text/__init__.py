"""Text as every stage reads it: its sentences, its quotations, its hidden characters."""
