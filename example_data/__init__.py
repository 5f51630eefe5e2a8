"""The example files of `barometer demo`: real published figures as they are, and a generator of invented ones."""
