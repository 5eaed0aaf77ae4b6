"""Why the pipeline said what it said: what a run did, how near a rule came, whether examples hold."""
