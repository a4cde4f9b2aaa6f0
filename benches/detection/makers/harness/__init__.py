"""Maker of labelled platforms for examining a ring finder."""
