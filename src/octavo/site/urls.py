from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("octavo.web.urls")),
]

handler500 = "octavo.web.views.errors.server_error"
