"""One call of GDAL's virtual file systems: gdal_verbs.py VERB FOLDER-OR-FILE. Endpoint and credentials come from the environment."""
import sys

from osgeo import gdal

gdal.UseExceptions()
verb, path = sys.argv[1:]

print(
    {
        "list": lambda: "\n".join(gdal.ReadDirRecursive(path)),
        "delete-all": lambda: gdal.RmdirRecursive(path),
        "presign": lambda: gdal.GetSignedURL(path),
    }[verb]()
)
