from directory.audit import models as models
from directory.audit.commands import audit
from directory.feature import Feature

feature = Feature(commands=(audit,))
