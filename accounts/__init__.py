"""The front door: organisations, clinics, who signs in with which role; audit entries."""
