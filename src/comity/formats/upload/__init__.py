"""What a delegation's file proposes, read against the document that had been sent out."""
