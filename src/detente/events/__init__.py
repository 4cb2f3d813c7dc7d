"""Frames to PLOVER: who does what to whom, before it is known who says so."""
