"""Predict high and low water at a harbour from its tidal constituents.

The height of the tide is a sum of cosines, each with a known speed. A harbour is
described by the amplitude and the phase of every constituent that matters there.
"""

import math
from dataclasses import dataclass

SPEEDS = {  # degrees per hour
    "M2": 28.9841042,  # the moon, twice a day
    "S2": 30.0,  # the sun, twice a day
    "N2": 28.4397295,  # the moon's changing distance
    "K1": 15.0410686,  # once a day
    "O1": 13.9430356,
}


@dataclass(frozen=True)
class Constituent:
    name: str
    amplitude: float  # metres
    phase: float  # degrees

    def height(self, hour: float) -> float:
        angle = SPEEDS[self.name] * hour - self.phase
        return self.amplitude * math.cos(math.radians(angle))


@dataclass(frozen=True)
class Harbour:
    name: str
    mean_level: float
    constituents: tuple[Constituent, ...]

    def height(self, hour: float) -> float:
        return self.mean_level + sum(c.height(hour) for c in self.constituents)

    def turning_points(self, start: float, end: float, step: float = 0.1):
        """Yield (hour, height, kind) for every high and low water in the interval."""
        hour = start + step
        before, now = self.height(start), self.height(hour)
        while hour < end:
            after = self.height(hour + step)
            if before < now >= after:
                yield round(hour, 1), round(now, 2), "high"
            elif before > now <= after:
                yield round(hour, 1), round(now, 2), "low"
            before, now = now, after
            hour += step


PORT_ELLERY = Harbour(
    "Port Ellery",
    mean_level=3.1,
    constituents=(
        Constituent("M2", 1.92, 164.0),
        Constituent("S2", 0.61, 208.0),
        Constituent("N2", 0.37, 140.0),
        Constituent("K1", 0.12, 351.0),
        Constituent("O1", 0.09, 190.0),
    ),
)


def main() -> None:
    print(f"Tides at {PORT_ELLERY.name}, hours from midnight")
    for hour, height, kind in PORT_ELLERY.turning_points(0, 48):
        print(f"{hour:5.1f} h  {height:5.2f} m  {kind}")


if __name__ == "__main__":
    main()
