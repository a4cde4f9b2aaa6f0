"""Acceptance-test maker: snapshots of an online-work platform with planted operations and lawful look-alikes."""
