"""The tamper-evident record of every act, its proofs and its blinded heads. Knows no policy."""
