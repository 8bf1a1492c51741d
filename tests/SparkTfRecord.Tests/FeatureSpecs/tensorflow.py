"""Stands in for the part of TensorFlow that a feature spec calls: it really reads and parses, and is as strict.

Written from tests/golden/examples/parse_example.json (what tf.io.parse_example returns or refuses).
"""
import gzip
import random
import struct
import zlib
from collections import namedtuple
from types import SimpleNamespace

int64, float32, string = "int64", "float32", "string"
FixedLenFeature = namedtuple("FixedLenFeature", "shape dtype default_value", defaults=[None])
FixedLenSequenceFeature = namedtuple("FixedLenSequenceFeature", "shape dtype")
RaggedFeature = namedtuple("RaggedFeature", "dtype")
Ragged = namedtuple("Ragged", "flat_values inner_splits row_splits")  # [batch, (steps), (values)]


def fields(data):
    """(field number, value) of a protobuf message."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        tag = varint()
        if tag & 7 == 2:
            length = varint()
            at += length
            yield tag >> 3, data[at - length:at]
        else:
            yield tag >> 3, varint()


def values(feature):
    for kind, message in fields(feature):
        packed = [value for _, value in fields(message)]
        if kind == 1:
            return string, packed
        if kind == 2:
            return float32, [x for p in packed for x, in struct.iter_unpack("<f", p)]
        numbers = [x for p in packed for _, x in fields(b"".join(b"\x08" + v for v in varints(p)))]
        return int64, [x - (1 << 64) if x >> 63 else x for x in numbers]
    return None, []


def varints(data):
    start = 0
    for i, byte in enumerate(data):
        if byte < 128:
            yield data[start:i + 1]
            start = i + 1


def parse_example(records, spec):
    assert spec and isinstance(records, list)
    return parse([entries_of(record, 1, values) for record in records], spec)


def entries_of(record, part, read):
    """The map in a field of a record."""
    entries = [dict(fields(entry)) for number, features in fields(record) if number == part for _, entry in fields(features)]
    return {entry[1].decode(): read(entry[2]) for entry in entries}


def parse_sequence_example(records, context, sequences):
    assert (context or sequences) and isinstance(records, list)
    lists = [entries_of(record, 2, lambda steps: [values(step) for _, step in fields(steps)]) for record in records]
    result = {}
    for name, how in sequences.items():
        rows = [example.get(name) for example in lists]
        if any(dtype not in (None, how.dtype) for row in rows for dtype, _ in row or []):
            raise ValueError(f"Data types don't match: {name!r}")
        if isinstance(how, FixedLenSequenceFeature):
            assert how.shape == [] and None not in rows and all(len(step) == 1 for row in rows for _, step in row)
            assert len({len(row) for row in rows}) == 1, "would be padded"
            result[name] = [[step[0] for _, step in row] for row in rows]
            continue
        steps = [step for row in rows for _, step in row or []]
        result[name] = Ragged([x for step in steps for x in step], splits(steps), splits([row or [] for row in rows]))
    return parse([entries_of(record, 1, values) for record in records], context), result, None


def splits(lists):
    return [sum(map(len, lists[:i])) for i in range(len(lists) + 1)]


def from_row_splits(flat, row_splits):
    assert row_splits[-1] == len(flat), "not one value a step"
    return [flat[a:b] for a, b in zip(row_splits, row_splits[1:])]


def parse(examples, spec):
    result = {}
    for name, how in spec.items():
        rows = []
        for example in examples:
            dtype, row = example.get(name, (None, []))
            if dtype not in (None, how.dtype):
                raise ValueError(f"Data types don't match: {name!r}")
            if isinstance(how, FixedLenFeature):
                count = 1
                for dimension in how.shape:
                    count *= dimension
                if dtype is None or len(row) != count:
                    raise ValueError(f"Number of values != expected: {name!r}")
                row = row if how.shape else row[0]
            rows.append(row)
        result[name] = rows
    return result


class Dataset:
    def __init__(self, items, cardinality=None):
        self.items, self.count = items, cardinality

    @staticmethod
    def from_tensor_slices(items):
        return Dataset(list(items))

    def __iter__(self):
        return iter(self.items() if callable(self.items) else self.items)

    def cardinality(self):
        return self.count

    def apply(self, transformation):
        return transformation(self)

    def shuffle(self, buffer_size, seed=None):
        assert buffer_size > 0
        items = list(self)
        random.Random(seed).shuffle(items)
        return Dataset(items, self.count)

    def interleave(self, function, cycle_length, num_parallel_calls, deterministic):
        assert cycle_length > 0 and num_parallel_calls == AUTOTUNE and isinstance(deterministic, bool)
        return Dataset([record for file in self for record in function(file)])

    def batch(self, size):
        items = list(self)
        batches = [items[i:i + size] for i in range(0, len(items), size)]
        return Dataset(batches, None if self.count is None else len(batches))

    def map(self, function, num_parallel_calls):
        return Dataset([function(item) for item in self], self.count)

    def prefetch(self, size):
        return self


class TFRecordDataset(Dataset):
    def __init__(self, filename, compression_type=""):
        data = {"": bytes, "GZIP": gzip.decompress, "ZLIB": zlib.decompress}[compression_type](open(filename, "rb").read())
        records, at = [], 0
        while at < len(data):
            length, = struct.unpack_from("<Q", data, at)
            records.append(data[at + 12:at + 12 + length])
            at += length + 16
        super().__init__(records)


def assert_cardinality(count):
    def check(dataset):
        assert len(list(dataset)) == count, "wrong cardinality"
        return Dataset(dataset.items, count)
    return check


AUTOTUNE = -1
RaggedTensor = SimpleNamespace(from_row_splits=from_row_splits)
io = SimpleNamespace(
    FixedLenFeature=FixedLenFeature, FixedLenSequenceFeature=FixedLenSequenceFeature, RaggedFeature=RaggedFeature,
    parse_example=parse_example, parse_sequence_example=parse_sequence_example)
data = SimpleNamespace(
    AUTOTUNE=AUTOTUNE, Dataset=Dataset, TFRecordDataset=TFRecordDataset,
    experimental=SimpleNamespace(assert_cardinality=assert_cardinality))
