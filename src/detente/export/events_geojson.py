"""GeoJSON (RFC 7946): a point an event where its place is known, for QGIS, Leaflet, geopandas."""

import datetime as dt
from collections.abc import Iterable

from detente.export import Heading
from detente.export._events import flat_row, iso, stamp
from detente.language.phrases import Phrases, load_phrases
from detente.language.washing import wash
from detente.records import Account
from detente.records.wire import Plain, to_json

NAME = "geojson"
SUMMARY = "a point an event, for QGIS, Leaflet, geopandas"
SUFFIX = ".geojson"
MEDIA_TYPE = "application/geo+json"


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """A feature an event; `geometry` is null where no place is named, so that the events of a map and of a table are the same."""
    phrases = load_phrases(heading.language)
    features = [_feature(account, phrases) for account in accounts]
    whole = {"type": "FeatureCollection", "title": wash(heading.title), "features": features}
    return to_json(whole).encode("utf-8")


def _feature(account: Account, phrases: Phrases) -> Plain:
    place = account.place
    known = place is not None and place.lat is not None and place.lon is not None
    point = {"type": "Point", "coordinates": [place.lon, place.lat]} if place and known else None
    row = {name: value for name, value in flat_row(account, phrases).items() if name not in ("id", "lat", "lon")}
    row |= {"headline": phrases.headline(account)}
    return {"type": "Feature", "id": account.event.id, "geometry": point, "properties": {k: _plain(v) for k, v in row.items()}}


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return stamp(value)
    return iso(value) if isinstance(value, dt.date) else value
