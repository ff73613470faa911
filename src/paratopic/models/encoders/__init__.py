"""Encoders: where they come from, what computes them, how they are fine-tuned."""
