"""Synthetic snapshots of an online-work platform, extreme in size and in proportions."""
