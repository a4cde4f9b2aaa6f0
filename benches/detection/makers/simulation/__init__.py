"""A town whose lives leave traces on an online-work platform: snapshots with hidden operations, and the truth."""
