"""A follow-up and the question before it → a question that stands alone."""
