-- Brain teasers: a seed gives the matter, the teaser stands alone.
return flow { skill = "brain-teaser" }
