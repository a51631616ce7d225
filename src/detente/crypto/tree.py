"""The Merkle tree of RFC 9162, 2.1: roots, inclusion and consistency proofs, and a frontier that grows in O(log n).

Leaves given here are leaf *hashes* already (DXP 5.3 makes them); nodes are SHA-256(0x01 ‖ left ‖ right).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.crypto.hashing import equal
from detente.model.head import EMPTY_ROOT, Head


class BadProof(ValueError):
    """A Merkle proof does not lead to the root that it should."""


def leaf_hash(data: bytes) -> bytes:
    """Give the RFC 9162 leaf hash of `data`: SHA-256(0x00 ‖ data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """What is needed to grow a tree: its size, and the roots of its perfect subtrees, largest first."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> Frontier:
        """Give the frontier with one leaf hash more."""
        return self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> Frontier:
        """Give the frontier with `leaves` added in order. Amortised O(1) hashes a leaf."""
        size = self.size
        peaks = list(self.peaks)
        for leaf in leaves:
            carry = leaf
            rest = size
            # Each trailing one bit of the size is a perfect subtree that the new leaf completes.
            while rest & 1:
                carry = node_hash(peaks.pop(), carry)
                rest >>= 1
            peaks.append(carry)
            size += 1
        return Frontier(size, tuple(peaks))

    def root(self) -> bytes:
        """Give the root; the hash of nothing for the empty tree."""
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node

    def head(self) -> Head:
        """Give size and root."""
        return Head(self.size, self.root())


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Give the root over leaf hashes."""
    return Frontier().extend(leaves).root()


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Give PATH(index, leaves) of RFC 9162, 2.1.3.1, from the leaf upwards. O(n) hashes."""
    if not 0 <= index < len(leaves):
        raise ValueError("no such leaf")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_path(leaves[:split], index), root_of(leaves[split:])]
    return [*inclusion_path(leaves[split:], index - split), root_of(leaves[:split])]


def root_from_path(leaf: bytes, *, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Give the root that `path` leads to from `leaf` (RFC 9162, 2.1.3.2).

    Raises:
        BadProof: index outside the tree, or a path of the wrong length.
    """
    if not 0 <= index < size:
        raise BadProof("the index is outside the tree")
    number, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise BadProof("the path is too long")
        if number & 1 or number == last:
            node = node_hash(sibling, node)
            while not number & 1 and number:
                number >>= 1
                last >>= 1
        else:
            node = node_hash(node, sibling)
        number >>= 1
        last >>= 1
    if last != 0:
        raise BadProof("the path is too short")
    return node


def verify_inclusion(leaf: bytes, *, index: int, head: Head, path: Sequence[bytes]) -> None:
    """Return if `leaf` stands at `index` (from 0) under `head`; BadProof otherwise."""
    if not equal(root_from_path(leaf, index=index, size=head.size, path=path), head.root):
        raise BadProof("the path leads to another root")


def consistency_path(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """Give PROOF(old_size, leaves) of RFC 9162, 2.1.4.1; empty where the sizes are equal."""
    if not 0 < old_size <= len(leaves):
        raise ValueError("the older tree has between 1 and all leaves")
    return _subproof(old_size, leaves, whole=True)


def verify_consistency(old: Head, new: Head, path: Sequence[bytes]) -> None:
    """Return if the tree under `new` begins with the tree under `old` (RFC 9162, 2.1.4.2).

    The empty tree is a prefix of every tree and its proof is empty.

    Raises:
        BadProof: it does not, or the proof is of another shape.
    """
    if not 0 <= old.size <= new.size:
        raise BadProof("the older tree is larger, or of no size that a tree can have")
    if old.size == 0 or old.size == new.size:
        if path or (old.size == new.size and not equal(old.root, new.root)):
            raise BadProof("equal sizes with other roots, or a proof where none is needed")
        if old.size == 0 and not equal(old.root, EMPTY_ROOT):
            raise BadProof("the empty tree has one root only")
        return
    if not path:
        raise BadProof("the proof is empty")
    nodes = list(path)
    if old.size & (old.size - 1) == 0:
        nodes.insert(0, old.root)
    number, last = old.size - 1, new.size - 1
    while number & 1:
        number >>= 1
        last >>= 1
    old_node = new_node = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            raise BadProof("the proof is too long")
        if number & 1 or number == last:
            old_node = node_hash(node, old_node)
            new_node = node_hash(node, new_node)
            while not number & 1 and number:
                number >>= 1
                last >>= 1
        else:
            new_node = node_hash(new_node, node)
        number >>= 1
        last >>= 1
    if last != 0 or not equal(old_node, old.root) or not equal(new_node, new.root):
        raise BadProof("the proof leads to other roots")


def _split(size: int) -> int:
    """Give the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _subproof(old_size: int, leaves: Sequence[bytes], *, whole: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if whole else [root_of(leaves)]
    split = _split(len(leaves))
    if old_size <= split:
        return [*_subproof(old_size, leaves[:split], whole=whole), root_of(leaves[split:])]
    return [*_subproof(old_size - split, leaves[split:], whole=False), root_of(leaves[:split])]
