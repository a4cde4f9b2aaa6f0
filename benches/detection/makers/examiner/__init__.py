"""Maker of test platforms from the standpoint of an outside examiner."""
