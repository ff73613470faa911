"""Why a text got a topic, for every kind of model."""
