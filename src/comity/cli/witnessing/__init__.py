"""What a witness does on a delegation's machine: fetch a record, prove that it only grew, mirror and cosign it."""
