"""The assurance desk: whom to ring today, what was heard, and how true the directory is."""

from directory.moderation.desk import models as models
