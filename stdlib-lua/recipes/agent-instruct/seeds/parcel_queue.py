"""A queue of parcels that are handed out by urgency, and by arrival among equals."""

import heapq
import itertools


class ParcelQueue:
    """Parcels wait here until a courier comes.

    >>> queue = ParcelQueue(capacity=2)
    >>> queue.add("letter", urgency=1)
    >>> queue.add("medicine", urgency=9)
    >>> queue.next()
    'medicine'
    """

    def __init__(self, capacity=100):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self._heap = []
        self._count = itertools.count()
        self._withdrawn = set()

    def add(self, parcel, urgency=0):
        """Puts a parcel in; raises OverflowError where the queue is full."""
        if len(self) >= self.capacity:
            raise OverflowError(f"no room for {parcel!r}")
        heapq.heappush(self._heap, (-urgency, next(self._count), parcel))

    def withdraw(self, parcel):
        """Takes a parcel out before its turn. A parcel that is not there is ignored."""
        if any(item[2] == parcel for item in self._heap):
            self._withdrawn.add(parcel)

    def next(self):
        """The most urgent parcel, or None where none waits."""
        while self._heap:
            _, _, parcel = heapq.heappop(self._heap)
            if parcel in self._withdrawn:
                self._withdrawn.discard(parcel)
                continue
            return parcel
        return None

    def __len__(self):
        return len(self._heap) - len(self._withdrawn)
