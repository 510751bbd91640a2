-- Text classification: labels with definitions, and texts that need them read.
return flow { skill = "text-classification" }
