from directory.feature import Feature

feature = Feature()
