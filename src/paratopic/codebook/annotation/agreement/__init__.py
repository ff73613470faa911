"""How far coders agree."""

from paratopic.codebook.annotation.agreement.report import Agreement, Interval, TopicAgreement, agreement

__all__ = ["Agreement", "Interval", "TopicAgreement", "agreement"]
