"""N-grams of texts: learned by scikit-learn, counted without it."""
