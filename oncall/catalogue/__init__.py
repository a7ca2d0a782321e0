"""What providers promise at which level: read from data/service_levels, one file for each."""

from oncall.catalogue.loading import load

__all__ = ["load"]
